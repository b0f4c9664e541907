package org.resultsrelay.notify.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.List;
import java.util.Objects;

/** Between whom the e-mails go. */
record Addresses(InternetAddress from, List<InternetAddress> to) {

    static Addresses of(MailProperties properties) throws AddressException {
        return new Addresses(
                new InternetAddress(Objects.requireNonNull(properties.from()).strip(), true),
                List.of(InternetAddress.parse(
                        Objects.requireNonNull(properties.to()).strip(), true)));
    }
}
