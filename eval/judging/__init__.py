"""Measures of who said what: spans, speakers, names joined across articles, and the annotations they rest on."""
