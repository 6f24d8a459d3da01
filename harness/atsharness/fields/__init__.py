"""Fields: which data of a résumé the reference holds, and what each parser path made of each."""
