package org.resultsrelay.delivery.push;

import java.time.Duration;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.io.DetachedSocketFactory;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ContentLengthStrategy;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpMessage;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.impl.DefaultContentLengthStrategy;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http.message.LazyLaxLineParser;
import org.apache.hc.core5.http.message.StatusLine;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.CharArrayBuffer;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Builds the HTTP client for pushes: no redirects, cookies or automatic retries. It connects straight to the target,
 * whatever proxies the JVM is configured with, since a proxy would resolve the name itself.
 */
final class DirectHttp {

    private static final int CONNECTIONS = 4096;
    private static final int CONNECTIONS_TO_ONE = 256;
    private static final Http1Config BOUNDS = Http1Config.custom()
            .setMaxLineLength(16 * 1024)
            .setMaxHeaderCount(200)
            .build();

    private DirectHttp() {}

    /** {@code timeout} is that of a whole exchange; the caller enforces it. */
    static HttpClientBuilder client(DnsResolver targets, DetachedSocketFactory sockets, Duration timeout) {
        return HttpClientBuilder.create()
                .setConnectionManager(connections(targets, sockets, timeout))
                .setRoutePlanner(new DefaultRoutePlanner(null))
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .disableDefaultUserAgent();
    }

    /** Each address gets part of the time, so that some is left for the next one and for the answer. */
    private static PoolingHttpClientConnectionManager connections(
            DnsResolver targets, DetachedSocketFactory sockets, Duration timeout) {
        var connections = new Connections(operator(targets, sockets));
        connections.setMaxTotal(CONNECTIONS);
        connections.setDefaultMaxPerRoute(CONNECTIONS_TO_ONE);
        connections.setDefaultConnectionConfig(ConnectionConfig.custom()
                .setConnectTimeout(Timeout.of(timeout.dividedBy(TargetAddresses.TRIED + 1)))
                .setValidateAfterInactivity(TimeValue.ofMilliseconds(500))
                .build());
        connections.setDefaultTlsConfig(TlsConfig.custom()
                .setHandshakeTimeout(Timeout.of(timeout.dividedBy(2)))
                .build());
        return connections;
    }

    private static HttpClientConnectionOperator operator(DnsResolver targets, DetachedSocketFactory sockets) {
        return new DefaultHttpClientConnectionOperator(
                sockets,
                null,
                targets,
                RegistryBuilder.<TlsSocketStrategy>create()
                        .register(URIScheme.HTTPS.id, DefaultClientTlsStrategy.createSystemDefault())
                        .build());
    }

    /**
     * The status counts, whatever the header says about the body. An invalid length means: read as long as it comes.
     */
    private static long length(HttpMessage response) throws HttpException {
        try {
            return DefaultContentLengthStrategy.INSTANCE.determineLength(response);
        } catch (ProtocolException e) {
            return ContentLengthStrategy.UNDEFINED;
        }
    }

    /** Accepts lines that are no headers: they must not spoil the status above them. A status has three digits. */
    private static final class Lines extends LazyLaxLineParser {

        @Override
        public StatusLine parseStatusLine(CharArrayBuffer line) throws ParseException {
            StatusLine status = read(line);
            if (status.getStatusCode() < 100 || status.getStatusCode() > 999) {
                throw new ParseException(status.getStatusCode() + " is no status");
            }
            return status;
        }

        private StatusLine read(CharArrayBuffer line) throws ParseException {
            try {
                return super.parseStatusLine(line);
            } catch (IllegalArgumentException e) { // for a negative protocol version
                throw new ParseException(String.valueOf(e.getMessage()));
            }
        }

        @Override
        public Header parseHeader(CharArrayBuffer line) {
            try {
                return super.parseHeader(line);
            } catch (ParseException e) {
                return new BasicHeader("Unreadable", "");
            }
        }
    }

    /**
     * The HTTP client closes all connections for good when an {@link Error} passes through it. Only the end of the
     * relay may do that.
     */
    private static final class Connections extends PoolingHttpClientConnectionManager {

        Connections(HttpClientConnectionOperator operator) {
            super(
                    operator,
                    PoolConcurrencyPolicy.STRICT,
                    PoolReusePolicy.LIFO,
                    TimeValue.NEG_ONE_MILLISECOND,
                    ManagedHttpClientConnectionFactory.builder()
                            .http1Config(BOUNDS)
                            .responseParserFactory(new DefaultHttpResponseParserFactory(BOUNDS, new Lines(), null))
                            .incomingContentLengthStrategy(DirectHttp::length)
                            .build());
        }

        @Override
        public void close(CloseMode mode) {
            if (mode == CloseMode.GRACEFUL) {
                super.close(mode);
            }
        }
    }
}
