"""The written disclosure (公开说明): what the book says in sentences, made by the pack's outline and templates."""
