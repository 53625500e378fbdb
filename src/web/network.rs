//! From where a request comes: the connection itself, or what a proxy that is trusted says of it.

use std::{
    fmt,
    net::{IpAddr, SocketAddr},
    str::FromStr,
};

use rocket::Request;

/// The networks in which proxies of our own stand. Nobody else's word for an address counts: `X-Forwarded-For` can be
/// written by anybody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrustedProxies(Vec<Block>);

/// The proxies are not written as addresses or blocks of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("write the addresses of your proxies, like 192.0.2.7 or 2001:db8::7/128, with commas between")]
pub struct NotProxies;

/// A block of addresses: those whose first bits are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Block {
    first: IpAddr,
    bits: u32,
}

/// A network that requests come from: one address, or the block of IPv6 that one site is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Network(IpAddr);

impl FromStr for TrustedProxies {
    type Err = NotProxies;

    fn from_str(text: &str) -> Result<Self, NotProxies> {
        text.split(',').map(|one| one.trim().parse()).collect::<Result<_, _>>().map(Self)
    }
}

impl FromStr for Block {
    type Err = NotProxies;

    fn from_str(text: &str) -> Result<Self, NotProxies> {
        let (first, bits) = text.split_once('/').map_or((text, None), |(first, bits)| (first, Some(bits)));
        let first: IpAddr = first.parse().map_err(|_| NotProxies)?;
        let most = if first.is_ipv4() { 32 } else { 128 };
        let bits = bits.map_or(Ok(most), |bits| bits.parse().map_err(|_| NotProxies))?;
        if bits > most { Err(NotProxies) } else { Ok(Self { first, bits }) }
    }
}

impl fmt::Display for Block {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.first, self.bits)
    }
}

impl Block {
    fn holds(self, address: IpAddr) -> bool {
        self.first.is_ipv4() == address.is_ipv4() && first_bits(self.first, self.bits) == first_bits(address, self.bits)
    }
}

impl Network {
    /// The network of a request; none: it came over no network, as a test's does.
    pub fn of(request: &Request<'_>, proxies: &TrustedProxies) -> Option<Self> {
        let forwarded: Vec<&str> = request.headers().get("X-Forwarded-For").collect();
        Some(Self::around(proxies.origin(request.remote()?.ip(), &forwarded)))
    }

    fn around(address: IpAddr) -> Self {
        Self(if address.is_ipv4() { address } else { first_bits(address, 64) })
    }

    /// The block that one customer may be given whole, 48 bits of IPv6: 65,536 networks in one hand. An IPv4 address lies in
    /// none.
    pub fn wider(self) -> Option<Self> {
        self.0.is_ipv6().then(|| Self(first_bits(self.0, 48)))
    }
}

impl TrustedProxies {
    /// The blocks that are so wide that others than proxies may have an address in them: beyond 256 of IPv4, or the
    /// 64 bits of one network of IPv6. Whoever else is in one can say that they come from anywhere.
    #[must_use]
    pub fn wide(&self) -> Vec<String> {
        let wide = |block: &&Block| block.bits < if block.first.is_ipv4() { 24 } else { 64 };
        self.0.iter().filter(wide).map(ToString::to_string).collect()
    }

    /// The nearest address that is no proxy of ours. Each proxy adds the one before it at the end of the list, so the
    /// list is read from there, and no further than the first that cannot be vouched for.
    fn origin(&self, peer: IpAddr, forwarded: &[&str]) -> IpAddr {
        let mut origin = peer.to_canonical();
        for one in forwarded.iter().rev().flat_map(|line| line.rsplit(',')) {
            if !self.0.iter().any(|block| block.holds(origin)) {
                return origin;
            }
            let Some(before) = written(one.trim()) else { return origin };
            origin = before.to_canonical();
        }
        origin
    }
}

/// An address as proxies write it: alone, with a port after it, or in brackets, as an IPv6 address before a port must be.
fn written(text: &str) -> Option<IpAddr> {
    let alone = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(text);
    alone.parse().ok().or_else(|| text.parse::<SocketAddr>().ok().map(|with_port| with_port.ip()))
}

/// An address with every bit after the first `bits` put out.
fn first_bits(address: IpAddr, bits: u32) -> IpAddr {
    match address {
        IpAddr::V4(v4) => IpAddr::V4((v4.to_bits() & u32::MAX.checked_shl(32 - bits).unwrap_or(0)).into()),
        IpAddr::V6(v6) => IpAddr::V6((v6.to_bits() & u128::MAX.checked_shl(128 - bits).unwrap_or(0)).into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origin(proxies: &str, peer: &str, forwarded: &[&str]) -> String {
        let proxies: TrustedProxies = proxies.parse().unwrap();
        proxies.origin(peer.parse().unwrap(), forwarded).to_string()
    }

    #[test]
    fn an_address_is_believed_only_from_a_trusted_hop() {
        let (ours, theirs) = ("10.0.0.0/8,127.0.0.1,::1", "203.0.113.9");
        assert_eq!(origin(ours, theirs, &["198.51.100.1"]), theirs, "anybody can write the header");
        assert_eq!(origin(ours, "127.0.0.1", &[theirs]), theirs);
        assert_eq!(origin(ours, "::ffff:127.0.0.1", &[theirs]), theirs);
        assert_eq!(origin(ours, "127.0.0.1", &["198.51.100.1, 203.0.113.9, 10.2.3.4"]), theirs, "two proxies of ours");
        assert_eq!(origin(ours, "127.0.0.1", &["198.51.100.1", "203.0.113.9"]), theirs, "two lines are one list");
        assert_eq!(origin(ours, "127.0.0.1", &["203.0.113.9, unknown"]), "127.0.0.1");
        assert_eq!(origin(ours, "127.0.0.1", &[]), "127.0.0.1");
        for (with_port, alone) in [
            ("203.0.113.9:5678", theirs),
            ("[2001:db8::1]:443", "2001:db8::1"),
            ("[2001:db8::1]", "2001:db8::1"),
            ("2001:db8::1", "2001:db8::1"),
            ("[::ffff:203.0.113.9]:80", theirs),
        ] {
            assert_eq!(origin(ours, "127.0.0.1", &[with_port]), alone, "{with_port}");
            let chain = format!("198.51.100.1:1, {with_port}, 10.2.3.4:80");
            assert_eq!(origin(ours, "127.0.0.1", &[&chain]), alone, "{chain}");
        }
        for odd in
            ["203.0.113.9:", "203.0.113.9:x", "203.0.113.9:70000", "[203.0.113.9", "[]:1", "2001:db8::1]:443", ""]
        {
            assert_eq!(origin(ours, "127.0.0.1", &[odd]), "127.0.0.1", "{odd}");
        }
        assert_eq!(origin("192.0.2.1", "127.0.0.1", &[theirs]), "127.0.0.1");
        assert_eq!(TrustedProxies::default().origin("127.0.0.1".parse().unwrap(), &[theirs]).to_string(), "127.0.0.1");
    }

    #[test]
    fn a_network_is_one_address_or_64_bits_of_ipv6() {
        let around = |text: &str| Network::around(text.parse().unwrap());
        assert_eq!(around("2001:db8:1:2::1"), around("2001:db8:1:2:ffff::9"));
        assert_ne!(around("2001:db8:1:2::1"), around("2001:db8:1:3::1"));
        assert_ne!(around("203.0.113.9"), around("203.0.113.8"));
        assert_eq!(around("2001:db8:1:2::1").wider(), around("2001:db8:1:3::1").wider());
        assert_ne!(around("2001:db8:1:2::1").wider(), around("2001:db8:2:2::1").wider());
        assert_eq!(around("203.0.113.9").wider(), None);
    }

    #[test]
    fn a_block_that_may_hold_others_than_proxies_is_found() {
        let wide = |text: &str| text.parse::<TrustedProxies>().unwrap().wide();
        assert!(wide("10.0.0.1, 192.0.2.0/24, ::1, 2001:db8::/64, 127.0.0.1/32").is_empty());
        assert_eq!(wide("10.0.0.0/8, 10.0.0.1, 2001:db8::/32"), ["10.0.0.0/8", "2001:db8::/32"]);
    }

    #[test]
    fn proxies_are_addresses_and_blocks() {
        for good in ["127.0.0.1", "10.0.0.0/8, 192.0.2.7", "::1", "2001:db8::/32", "0.0.0.0/0"] {
            assert!(good.parse::<TrustedProxies>().is_ok(), "{good}");
        }
        for bad in ["", "1", "10.0.0.0/33", "10.0.0/8", "::1/129", "10.0.0.0/-1", "127.0.0.1,", "proxy.example"] {
            assert_eq!(bad.parse::<TrustedProxies>(), Err(NotProxies), "{bad}");
        }
    }
}
