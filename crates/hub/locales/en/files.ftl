# Files in the reference.
block-files = Files
book-file-body = The body of the call is the file itself, under any Content-Type. The file part of a multipart/form-data body is accepted too. Parameters and the key go in the query or in headers.
book-file-answer = The bytes of the file, with its name in Content-Disposition. A key with hidden data cannot download files.
why-too-large = The file is larger than the limit max-file.
