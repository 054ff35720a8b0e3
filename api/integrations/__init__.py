"""An archive inside other frameworks: one module for each, imported by those alone who have the framework."""
