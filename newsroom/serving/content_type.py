"""The Content-Type of a request, before Django reads it."""


def without_charset(application):
    """Wrap a WSGI application, so that no request can name a charset.

    Browsers name none, and all forms are in UTF-8. Django fails with some: with `charset*=x''y` before its first
    middleware, with `charset=base64` when it reads a form.
    """

    def call(environ, start_response):
        environ["CONTENT_TYPE"] = type_and_boundary(environ.get("CONTENT_TYPE", ""))
        return application(environ, start_response)

    return call


def type_and_boundary(content_type):
    kind, *parameters = content_type.split(";")
    return ";".join([kind, *(text for text in parameters if text.strip().lower().startswith("boundary="))])
