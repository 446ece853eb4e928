"""One spelling per web address, so that the same page met twice is known.

What is folded (RFC 3986, section 6): case of scheme and host, default ports, dot segments, needless and lower-case
percent-escapes, fragments, parameters that only say where a reader came from, the order of the others, a trailing
slash, and http beside https. The address as it was given is kept beside it and is what is fetched.
"""

import ipaddress
import re
import urllib.parse

from django.core.exceptions import ValidationError

LONGEST = 2000
ACCEPTED = "http:// or https:// with a host, at most 2000 characters"

_DEFAULT_PORTS = {"http": 80, "https": 443}
# Parameters that tell where a reader came from. Whole names, and beginnings of names.
_TRACKING = frozenset(
    """
    fbclid gclid gclsrc dclid gbraid wbraid msclkid twclid yclid igshid mc_cid mc_eid mkt_tok _hsenc _hsmi vero_id
    oly_anon_id oly_enc_id wickedid s_cid icid cmpid ito spm scm share_token ref_src ref_url
    """.split()  # noqa: SIM905 - a list of forty names reads worse
)
_TRACKING_PREFIXES = ("utm_", "at_medium", "at_campaign", "at_custom", "pk_campaign", "pk_kwd", "hsa_", "piwik_")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_ESCAPE = re.compile("%([0-9A-Fa-f]{2})")
_CONTROL = re.compile("[\x00-\x20\x7f\\\\]")


def _refused(why: str) -> ValidationError:
    return ValidationError({"url": [ValidationError(f"{why} Accepted: {ACCEPTED}.", code="url")]})


def _escapes(part: str, *, safe: str) -> str:
    """The part in ASCII with needed escapes alone, in upper case."""

    def one(match: re.Match[str]) -> str:
        char = chr(int(match[1], 16))
        return char if char in _UNRESERVED else match[0].upper()

    quoted = urllib.parse.quote(part, safe=safe + "%")
    return _ESCAPE.sub(one, quoted)


def _without_dots(path: str) -> str:
    kept: list[str] = []
    for segment in path.split("/")[1:]:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    if path.endswith(("/.", "/..")):
        kept.append("")
    return "/" + "/".join(kept)


def host_of(parts: urllib.parse.SplitResult) -> str:
    """The host in lower-case ASCII (IDNA), without a trailing dot; ValidationError where there is none."""
    host = (parts.hostname or "").rstrip(".")
    if not host or len(host) > 253:
        raise _refused("The address names no host.")
    try:
        return f"[{ipaddress.ip_address(host)}]" if ":" in host else host.encode("idna").decode().lower()
    except (UnicodeError, ValueError) as error:
        raise _refused(f"“{host}” is not a host.") from error


def split(url: str) -> urllib.parse.SplitResult:
    """The parts of an address that may be fetched. Raises ``ValidationError`` on ``url`` with the accepted form."""
    url = url.strip()
    if len(url) > LONGEST:
        raise _refused(f"The address has {len(url)} characters.")
    if _CONTROL.search(url) or not url.isprintable():
        raise _refused("The address holds spaces or characters that cannot be printed.")
    try:
        parts = urllib.parse.urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise _refused("This is not a web address.") from error
    if parts.scheme not in _DEFAULT_PORTS:
        raise _refused("This is not a web address.")
    if parts.username is not None or parts.password is not None:
        raise _refused("The address holds a user name or password.")
    if port == 0:
        raise _refused("The port is wrong.")
    host_of(parts)
    return parts


def canonical_url(url: str) -> str:
    """The one spelling of an address. It tells articles apart and is not fetched: http and https are taken for one.

    Raises ``ValidationError`` on ``url`` for what is no web address.
    """
    parts = split(url)
    port = "" if parts.port in (None, _DEFAULT_PORTS[parts.scheme]) else f":{parts.port}"
    path = _without_dots(_escapes(parts.path or "/", safe="/:@!$&'()*+,;=")).rstrip("/")
    fields = [
        (name, value)
        for name, value in urllib.parse.parse_qsl(parts.query, keep_blank_values=True, errors="surrogateescape")
        if name.lower() not in _TRACKING and not name.lower().startswith(_TRACKING_PREFIXES)
    ]
    query = urllib.parse.urlencode(sorted(fields), errors="surrogateescape")
    canonical = f"https://{host_of(parts)}{port}{path}" + (f"?{query}" if query else "")
    if len(canonical) > LONGEST:
        raise _refused(f"Written out the address has {len(canonical)} characters.")
    return canonical
