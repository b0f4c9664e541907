package org.resultsrelay.delivery.push;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.springframework.boot.http.client.FilteredHostException;

/** Says in plain words why there was no answer. */
final class Unanswered {

    private Unanswered() {}

    static String because(Exception e) {
        return switch (e) {
            case FilteredHostException filtered ->
                "the target is a private address, which is refused unless"
                        + " RELAY_DELIVERY_ALLOWED_PRIVATE_TARGETS names its network";
            case SocketTimeoutException timeout -> "no answer in time";
            case ConnectException refused -> "connection refused";
            case UnknownHostException unknown -> "host name not found: " + unknown.getMessage();
            case SSLException tls -> "TLS failed: " + tls.getMessage();
            default -> e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage());
        };
    }
}
