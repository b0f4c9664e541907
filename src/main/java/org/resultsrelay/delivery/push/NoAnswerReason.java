package org.resultsrelay.delivery.push;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.delivery.push.TargetAddresses.PrivateTarget;

/** Says in plain words why there was no answer. */
final class NoAnswerReason {

    private NoAnswerReason() {}

    static String because(Throwable e) {
        return switch (e) {
            case PrivateTarget target ->
                "the target is a private address, which is refused unless"
                        + " RELAY_DELIVERY_ALLOWED_PRIVATE_TARGETS names its network";
            case UnknownHostException unknown -> "host name not found: " + unknown.getMessage();
            case ConnectTimeoutException timeout ->
                String.valueOf(timeout.getMessage()).endsWith("Read timed out")
                        ? "no connection in time: the server does not answer the TLS handshake"
                        : "no connection in time: the server does not react";
            case NoRouteToHostException unreachable -> "no route to the host";
            case ConnectException refused -> refused(refused);
            case SSLException tls -> tls(tls);
            case NoHttpResponseException _, ConnectionClosedException _ ->
                "the server closed the connection without an answer";
            default ->
                e.getCause() instanceof HttpException garbage
                        ? "the answer is not HTTP: " + garbage.getMessage()
                        : named(e);
        };
    }

    private static String refused(ConnectException e) {
        String message = String.valueOf(e.getMessage());
        return message.endsWith("refused") ? "connection refused" : "no connection: " + message;
    }

    private static String tls(SSLException e) {
        return Stream.iterate((Throwable) e, Objects::nonNull, Throwable::getCause)
                .map(NoAnswerReason::certificate)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("TLS failed: " + e.getMessage());
    }

    private static @Nullable String certificate(Throwable e) {
        return switch (e) {
            case CertificateExpiredException expired -> "the server's certificate has expired";
            case CertificateNotYetValidException early -> "the server's certificate is not valid yet";
            case SSLPeerUnverifiedException other -> "the server's certificate is for another host";
            case CertPathBuilderException unknown ->
                "the server's certificate is not from an authority that the relay trusts, or its chain is incomplete";
            default -> null;
        };
    }

    private static String named(Throwable e) {
        return e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage());
    }
}
