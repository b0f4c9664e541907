package org.resultsrelay.delivery.push;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;
import org.resultsrelay.clients.AllowedTargets;
import org.springframework.boot.http.client.InetAddressFilter;

/**
 * Resolves the host names of endpoints, and returns only addresses that may be pushed to: the address that is checked
 * is the address that is used. Of many addresses it returns as many as one push can try.
 */
class TargetAddresses implements DnsResolver, AllowedTargets {

    static final int TRIED = 3;

    /** Private in one way or another, but unknown to Spring's filter: NAT64, site-local, IPv4-compatible. */
    private static final String[] PRIVATE_TOO = {"64:ff9b:1::/48", "fec0::/10", "::/96"};

    private final DnsResolver names;
    private final InetAddressFilter allowed;

    TargetAddresses(DnsResolver names, List<String> allowedPrivateTargets) {
        this.names = names;
        this.allowed = InetAddressFilter.externalAddresses()
                .andNot(PRIVATE_TOO)
                .or(allowedPrivateTargets.toArray(String[]::new));
    }

    @Override
    public boolean allow(InetAddress address) {
        return allowed.matches(address);
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        List<InetAddress> targets =
                Arrays.stream(names.resolve(host)).filter(this::allow).toList();
        if (targets.isEmpty()) {
            throw new PrivateTarget(host);
        }
        return some(targets).toArray(InetAddress[]::new);
    }

    /** A different choice each time, so that every address gets its turn. */
    private static List<InetAddress> some(List<InetAddress> targets) {
        if (targets.size() <= TRIED) {
            return targets;
        }
        var shuffled = new ArrayList<>(targets);
        Collections.shuffle(shuffled);
        return shuffled.subList(0, TRIED);
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return names.resolveCanonicalHostname(host);
    }

    /** All addresses of the name are private and not allowed. */
    static final class PrivateTarget extends UnknownHostException {

        private static final long serialVersionUID = 1L;

        PrivateTarget(String host) {
            super(host);
        }
    }
}
