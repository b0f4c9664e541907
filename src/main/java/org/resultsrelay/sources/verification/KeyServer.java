package org.resultsrelay.sources.verification;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.util.Timeout;
import org.resultsrelay.clients.AllowedTargets;
import org.resultsrelay.scheduling.Deadlines;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Fetches published keys: only from addresses that may be pushed to, the address that is checked being the one that is used,
 * without redirects, within a time and a size.
 */
@Component
class KeyServer implements DisposableBean {

    private static final Duration WITHIN = Duration.ofSeconds(5);
    private static final int LONGEST = 256 * 1024;

    private final CloseableHttpClient http;
    private final Deadlines deadlines = new Deadlines("key-deadlines");

    KeyServer(AllowedTargets allowed) {
        this.http = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new AllowedAddresses(allowed))
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(Timeout.of(WITHIN.dividedBy(2)))
                                .build())
                        .build())
                .setRoutePlanner(new DefaultRoutePlanner(null))
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    String fetch(String url) throws Unfetched {
        HttpGet request = new HttpGet(url);
        try (var _ = deadlines.in(WITHIN, request::abort)) {
            return http.execute(request, KeyServer::body);
        } catch (IOException | RuntimeException e) { // RuntimeException if the deadline ended while connecting
            throw new Unfetched(request.isAborted() ? "timed out" : e.getClass().getSimpleName());
        }
    }

    private static String body(ClassicHttpResponse response) throws IOException {
        if (response.getCode() != HttpStatus.SC_OK || response.getEntity() == null) {
            throw new IOException("answered " + response.getCode());
        }
        byte[] body = response.getEntity().getContent().readNBytes(LONGEST + 1);
        if (body.length > LONGEST) {
            throw new IOException("answered more than " + LONGEST + " bytes");
        }
        return new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public void destroy() throws IOException {
        deadlines.close();
        http.close();
    }

    /** There is no new set of keys. */
    static final class Unfetched extends Exception {

        private static final long serialVersionUID = 1L;

        Unfetched(String why) {
            super(why);
        }
    }

    /** Of a name's addresses those that may be asked. */
    private record AllowedAddresses(AllowedTargets allowed) implements DnsResolver {

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            InetAddress[] targets = Arrays.stream(SystemDefaultDnsResolver.INSTANCE.resolve(host))
                    .filter(allowed::allow)
                    .toArray(InetAddress[]::new);
            if (targets.length == 0) {
                throw new UnknownHostException(host + " has only private addresses");
            }
            return targets;
        }

        @Override
        public String resolveCanonicalHostname(String host) throws UnknownHostException {
            return SystemDefaultDnsResolver.INSTANCE.resolveCanonicalHostname(host);
        }
    }
}
