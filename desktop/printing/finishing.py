def finished(content, pages, title, made_at): return content
