"""Words by which a parser tells titles, employers, schools, degrees and places, in five languages."""

from __future__ import annotations

import re
from functools import lru_cache

from atsharness.language.job_titles import names_occupation

_ORGANISATIONS = (
    *("inc", "inc.", "llc", "ltd", "ltd.", "limited", "gmbh", "ag", "se", "kg", "ug", "corp", "corp."),
    *("corporation", "company", "co.", "plc", "s.a.", "sa", "s.l.", "sl", "sarl", "sas", "s.r.l.", "lda"),
    *("ltda", "ltda.", "b.v.", "bv", "oy", "ab", "kgaa", "e.v.", "group", "groupe", "grupo", "gruppe"),
    *("labs", "lab", "laboratories", "laboratory", "technologies", "systems", "solutions", "software"),
    *("bank", "banque", "banco", "studio", "studios", "agency", "foundation", "institute", "institut"),
    *("instituto", "hospital", "klinik", "partners", "ventures", "networks", "holdings", "holding"),
    *("association", "society", "ministry", "ministère", "ministerio", "versicherungs-ag", "stiftung"),
    *("consulting", "office", "freight", "health", "logistics", "insurance", "retail", "energy"),
)
_SCHOOLS = (
    *("university", "universität", "université", "universidad", "universidade", "universitat", "college"),
    *("institute", "institut", "instituto", "school", "hochschule", "fachhochschule", "école", "ecole"),
    *("escuela", "escola", "polytechnic", "polytechnique", "politécnica", "politécnico", "academy"),
    *("akademie", "académie", "academia", "gymnasium", "lycée", "facultad", "faculdade", "faculté", "iut"),
    *("tu", "eth", "mit", "epfl", "kit", "rwth", "insa", "berufsschule", "berufskolleg", "realschule"),
    *("universität,", "postech", "seminary", "conservatory", "centro", "colegio", "colégio", "liceo"),
)
_SCHOOL_STEMS = re.compile(r"universit|hochschule|akademie|polytechni|politecni|politécni|gymnasium|schule\b")
_DEGREE = re.compile(
    r"\b(?:"
    r"ph\.?\s?d\.?|d\.?phil\.?|dr\.(?:\s?-?\w{2,5}\.)*|doctor(?:ate|al|ado)?|doktor\w*|doctorat"
    r"|m\.?b\.?a\.?|b\.?b\.?a\.?|ll\.?[bm]\.?|m\.?d\.?(?=[\s,]|$)|m\.?phil\.?"
    r"|(?:b|m)\.?\s?(?:sc?|a|eng|ed|tech|e|fa|arch)\b\.?(?:\s?\(?(?:hons?|honou?rs)\.?\)?)?"
    r"|(?:bachelor|master|associate)(?:['’]?s)?(?:\s(?:of|in)\s(?:science|arts|engineering|technology"
    r"|business administration|applied science|education|laws|fine arts"
    r"|computer applications)s?)?(?:\sdegree)?"
    r"|a\.?[as]\.?(?=\s(?:in|degree))|diplom(?:a|e|[- ]?\w*)?|diplôme(?:\sd['’]ingénieur)?|magister|magistère"
    r"|staatsexamen|abitur|fachabitur|baccalauréat|bac(?=\s)|licence|licenciatura|licenciad[oa]"
    r"|grado|máster|maestría|mestrado|doutorado|bacharelado|bacharel|tecnólogo|técnico superior"
    r"|ingenier[íi]a|ingénieur|engenharia|postgrado|pós-graduação|a-levels?|gcses?|high school diploma"
    r"|ausbildung|berufsausbildung|fachinformatiker(?:in)?|dut|bts|btech|mtech|certificate|bootcamp"
    r")(?![\w])",
    re.IGNORECASE,
)
_STATES_TEXT = (
    "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC "
    "ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC AB BC MB NB NL NS ON PE QC SK NSW VIC QLD"
)
_STATES = frozenset(_STATES_TEXT.split())
_COUNTRIES = frozenset(
    name.casefold()
    for name in (
        *("USA", "US", "U.S.", "U.S.A.", "United States", "UK", "U.K.", "United Kingdom", "England"),
        *("Scotland", "Wales", "Ireland", "Canada", "Australia", "New Zealand", "India", "Germany"),
        *("Deutschland", "Österreich", "Austria", "Schweiz", "Switzerland", "Suisse", "France", "Belgique"),
        *("Belgium", "Belgien", "Netherlands", "Niederlande", "Nederland", "Luxembourg", "Spain", "España"),
        *("Portugal", "Brazil", "Brasil", "Mexico", "México", "Argentina", "Chile", "Colombia", "Peru"),
        *("Perú", "Ecuador", "Uruguay", "Venezuela", "Italy", "Italia", "Italien", "Poland", "Polska"),
        *("Polen", "Czech Republic", "Czechia", "Slovakia", "Hungary", "Romania", "Bulgaria", "Greece"),
        *("Croatia", "Serbia", "Slovenia", "Denmark", "Danmark", "Sweden", "Sverige", "Norway", "Norge"),
        *("Finland", "Suomi", "Estonia", "Latvia", "Lithuania", "Ukraine", "Russia", "Turkey", "Türkiye"),
        *("Israel", "Egypt", "Morocco", "Maroc", "Tunisia", "Nigeria", "Kenya", "Ghana", "South Africa"),
        *("China", "Taiwan", "Hong Kong", "Japan", "South Korea", "Republic of Korea", "Korea", "S.Korea"),
        *("Singapore", "Malaysia", "Indonesia", "Thailand", "Vietnam", "Việt Nam", "Philippines"),
        *("Pakistan", "Bangladesh", "Sri Lanka", "Nepal", "UAE", "United Arab Emirates", "Saudi Arabia"),
        *("Qatar", "Lebanon", "Jordan", "Iran", "Iraq", "Allemagne", "Espagne", "Royaume-Uni", "Canadá"),
    )
)
_LEGAL = re.compile(
    r"(?:\w+-)?(?:GmbH|AG|KG|KGaA|OHG|UG|SE|Inc\.?|LLC|Ltd\.?|Ltda\.?|Lda\.?|S\.A\.|SARL|SAS|S\.L\.|B\.V\.|Corp\.?|PLC|plc)"
)
_REMOTE = re.compile(
    r"(?:fully |100 ?% )?(?:remote|hybrid|on-?site|télétravail|à distance|homeoffice|home office|remoto"
    r"|teletrabajo|teletrabalho)(?: \w+)?",
    re.IGNORECASE,
)
_POSTCODE = re.compile(r"(?:[A-Z]{1,2}-)?\d{4,5}(?:-\d{3,4})?\s+")
_EXTRA = re.compile(
    r"\(?(?:\d+\+?\s*(?:years?|yrs?|months?|mos?|mths?|jahre?n?|monate?n?|ans?|mois|años?|mes(?:es)?|anos?)\.?"
    r"[\s,&]*(?:and|und|et|y|e)?\s*)+\)?"
    r"|(?:full|part)[- ]?time|contract(?:or)?|permanent|freelance|vollzeit|teilzeit|befristet|temps plein"
    r"|seasonal|temporary|casual|fixed[- ]term|per diem|prn|expected|anticipated|saisonal|saisonnier"
    r"|cdi|cdd|jornada completa|tiempo completo|tempo integral|working student|duration.*"
    r"|highlights|(?:key |main )?(?:achievements|responsibilities|duties|tasks)|courses|coursework"
    r"|(?:haupt)?aufgaben|tätigkeiten|erfolge|kurse|missions|réalisations|cours|logros|responsabilidades|cursos"
    r"|conquistas",
    re.IGNORECASE,
)
_ABBREVIATIONS = frozenset(
    {
        *("inc", "ltd", "ltda", "lda", "llc", "llp", "plc", "co", "corp", "bros", "cie", "jr", "sr", "mfg"),
        *("assn", "assoc", "dept", "intl", "univ", "inst", "gmbh", "mbh", "ag", "eng", "mgr", "asst", "dir"),
        *("hons", "dipl", "tech", "sc", "ed", "st", "str", "rd", "ave"),
    }
)
"""Words with a full stop that end no sentence."""
_MOST_WORDS_OF_PLACE = 4


def is_title(text: str) -> bool:
    """Whether a text names an occupation."""
    return names_occupation(text)


def is_organisation(text: str) -> bool:
    """Whether a text holds a word that only names of employers and schools do."""
    words = {word.strip(",;()").casefold() for word in text.split()}
    return bool(words & _organisations()) or is_school(text)


def is_school(text: str) -> bool:
    """Whether a text holds a word that names of schools do."""
    words = {word.strip(",.;()").casefold() for word in text.split()}
    return bool(words & _schools()) or _SCHOOL_STEMS.search(text.casefold()) is not None


def degree_in(text: str) -> re.Match[str] | None:
    """The first degree that a text names."""
    return _DEGREE.search(text)


def is_legal_form(word: str) -> bool:
    """Whether a word ends a company's name, such as ``GmbH``."""
    return _LEGAL.fullmatch(word.strip(",;")) is not None


def is_sentence(text: str) -> bool:
    """Whether a text ends with a full stop that is none of an abbreviation, as in ``Inc.`` and ``e.V.``."""
    last = text.split()[-1].strip('()[]"”“’') if text.strip() else ""
    word = last[:-1].casefold()
    return last.endswith(".") and len(word) > 1 and "." not in word and word not in _ABBREVIATIONS


def is_extra(text: str) -> bool:
    """Whether a text is nothing but a duration, a kind of employment or a label of what follows."""
    return _EXTRA.fullmatch(text.strip(" ,;:·|-–—")) is not None


def is_place(text: str) -> bool:
    """Whether a text is a place by its looks: ``Portland, OR``, ``Linz, Austria``, ``Remote``."""
    text = _POSTCODE.sub("", text.strip())
    if _REMOTE.fullmatch(text):
        return True
    parts = [part.strip() for part in text.split(",")]
    if not all(_is_named(part) for part in parts):
        return False
    last = parts[-1]
    if len(parts) == 1:
        words = text.split()
        city_state = len(words) > 1 and words[-1] in _STATES and not is_title(text)
        return text.casefold() in _COUNTRIES or city_state
    if len(parts) > 2 and not is_region(parts[-2]):
        return False  # "Lumen Freight, Portland, OR" begins with an employer
    return len(parts) <= 3 and is_region(last)


def is_region(text: str) -> bool:
    """Whether a text is a state of the USA in two letters, or a country."""
    return text in _STATES or text.casefold() in _COUNTRIES


def may_be_place(text: str) -> bool:
    """Whether nothing speaks against a text being a town, a region or both."""
    parts = [part.strip() for part in _POSTCODE.sub("", text.strip()).split(",")]
    free = not (is_title(text) or is_organisation(text))
    return _REMOTE.fullmatch(text.strip()) is not None or (
        free and len(parts) <= 3 and all(_is_named(part) for part in parts)
    )


def _is_named(part: str) -> bool:
    words = part.split()
    return (
        0 < len(words) <= _MOST_WORDS_OF_PLACE
        and words[0][:1].isupper()
        and not any(char.isdigit() or char in "@/:&+#!?" for char in part)
        and (not part.endswith(".") or part.casefold() in _COUNTRIES)
    )


@lru_cache(maxsize=1)
def _organisations() -> frozenset[str]:
    return frozenset(_ORGANISATIONS)


@lru_cache(maxsize=1)
def _schools() -> frozenset[str]:
    return frozenset(_SCHOOLS)
