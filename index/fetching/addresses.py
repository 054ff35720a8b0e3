"""Which addresses may be connected to: public ones, unless the user says otherwise.

A name on a page may stand for a machine of the user's own network, and what answers there is nobody's business. So
every address that a name resolves to is looked at, and the connection then goes to an address that was looked at.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Final

from .errors import FetchError

Resolver = Callable[[str, int], Sequence[str]]
"""Gives the addresses of a host, as text."""

_NAT64: Final = IPv6Network("64:ff9b::/96")
_LOW_32: Final = 0xFFFFFFFF


def system_resolver(host: str, port: int) -> Sequence[str]:
    """Ask the system for the addresses of a host.

    Raises:
        OSError: There is none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def checked(url: str, host: str, port: int, resolve: Resolver, *, allow_private: bool) -> Sequence[str]:
    """Give the addresses of a host, if every one of them may be connected to.

    Args:
        url: What is to be fetched, for the error.
        host: Its host, a name or an address.
        port: Its port.
        resolve: Looks the host up; the only look-up there is.
        allow_private: Whether private addresses may be connected to as well.

    Raises:
        FetchError: The host is not known, or has an address that is not public.
    """
    try:
        found = resolve(host, port)
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise FetchError(url, f"no address of {host} is known: {reason}", passing=True) from None
    if not found:
        raise FetchError(url, f"no address of {host} is known", passing=True)
    for address in found:
        if not is_allowed(address, allow_private=allow_private):
            advice = "" if allow_private else "; --allow-private allows it"
            raise FetchError(url, f"{host} is at {address}, which is no public address{advice}")
    return found


def is_allowed(address: str, *, allow_private: bool) -> bool:
    """Tell whether an address may be connected to.

    Args:
        address: IPv4 or IPv6, as text.
        allow_private: Whether loopback, link-local and private ones may be.
    """
    try:
        ip = _meant(ip_address(address.partition("%")[0]))
    except ValueError:
        return False
    if ip.is_multicast or ip.is_unspecified:
        return False
    if allow_private:
        return True
    local = ip.is_site_local if isinstance(ip, IPv6Address) else False
    return ip.is_global and not (ip.is_reserved or ip.is_loopback or ip.is_link_local or ip.is_private or local)


def _meant(ip: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """Give the IPv4 address that an IPv6 one carries, where it carries one."""
    if isinstance(ip, IPv6Address):
        if ip in _NAT64:
            return IPv4Address(int(ip) & _LOW_32)
        teredo = ip.teredo
        return ip.ipv4_mapped or ip.sixtofour or (teredo[1] if teredo else None) or ip
    return ip
