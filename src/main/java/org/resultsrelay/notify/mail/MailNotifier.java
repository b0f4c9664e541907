package org.resultsrelay.notify.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.resultsrelay.notify.Notifier;
import org.resultsrelay.notify.Notifier.OutboundMessage;
import org.resultsrelay.notify.Throttle;
import org.resultsrelay.text.OneLine;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;

/** Sends e-mails; those of one family form one thread. Sent e-mails cannot be edited. */
class MailNotifier implements Notifier {

    /** More would flood their reader, and many a server. */
    private static final List<Throttle> TEN_A_MINUTE = List.of(new Throttle(10, Duration.ofMinutes(1)));

    /** How SMTP servers begin their answers: 4… is temporary, 5… is permanent. */
    private static final Pattern REPLY = Pattern.compile("(?s)([45])\\d\\d[ -].*");

    private final JavaMailSenderImpl server;
    private final InternetAddress from;
    private final InternetAddress[] to;
    private final Duration timeout;

    /** {@code timeout} is for a whole e-mail; the server's own timeouts are for each line that it writes. */
    MailNotifier(JavaMailSenderImpl server, MailProperties properties, Duration timeout) throws AddressException {
        this.server = server;
        this.from =
                new InternetAddress(Objects.requireNonNull(properties.from()).strip(), true);
        this.to = InternetAddress.parse(Objects.requireNonNull(properties.to()).strip(), true);
        this.timeout = timeout;
    }

    /** Notices when it is handed over: before that the server surely does not have it. */
    private static final class Email extends MimeMessage {

        private boolean handedOver; // guarded by this, like the one below
        private boolean withdrawn;

        Email(Session session) {
            super(session);
        }

        @Override
        public void writeTo(OutputStream out, String[] withoutHeaders) throws IOException, MessagingException {
            handOver();
            super.writeTo(out, withoutHeaders);
        }

        private synchronized void handOver() throws IOException {
            if (withdrawn) {
                throw new IOException("The e-mail was withdrawn: its time is over");
            }
            handedOver = true;
        }

        synchronized boolean isHandedOver() {
            return handedOver;
        }

        /** Prevents handing over from now on; true if that has happened already. */
        synchronized boolean withdraw() {
            withdrawn = true;
            return handedOver;
        }
    }

    @Override
    public String channel() {
        return "email";
    }

    @Override
    public List<Throttle> throttles(String destination) {
        return TEN_A_MINUTE;
    }

    @Override
    public boolean edits() {
        return false;
    }

    @Override
    public SendOutcome send(OutboundMessage outbound) {
        Email email = new Email(server.getSession());
        String id = id(outbound);
        try {
            compose(email, outbound, id);
        } catch (MessagingException e) {
            return new NotDelivered(
                    "the e-mail could not be composed: " + OneLine.of(String.valueOf(e.getMessage())), true);
        }
        return sendInTime(email, id);
    }

    /** The same revision sent again has the same {@code Message-ID}, by which mail programs recognise it. */
    private String id(OutboundMessage outbound) {
        String key = outbound.key().replaceAll("[^A-Za-z0-9-]", ".");
        return "<" + key + ".r" + outbound.revision() + "." + from.getAddress() + ">";
    }

    private void compose(Email email, OutboundMessage outbound, String id) throws MessagingException {
        MimeMessageHelper mail = new MimeMessageHelper(email, StandardCharsets.UTF_8.name());
        mail.setFrom(from);
        mail.setTo(to);
        mail.setSubject(OneLine.of(outbound.content().headline()));
        mail.setText(outbound.content().text());
        email.setHeader("Message-ID", id);
        email.setHeader("Auto-Submitted", "auto-generated"); // no out-of-office reply answers it
        if (outbound.answers() != null) {
            String answered = outbound.answers().split(" ", 2)[0]; // earlier versions stored the headline after it
            email.setHeader("In-Reply-To", answered);
            email.setHeader("References", answered);
        }
    }

    /**
     * An interrupt closes the socket that a virtual thread waits for, so that no conversation outlives its time for
     * long.
     */
    private SendOutcome sendInTime(Email email, String id) {
        FutureTask<SendOutcome> sending = new FutureTask<>(() -> handOver(email, id));
        Thread.ofVirtual().name("mail").start(sending);
        try {
            return sending.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return unfinished("the mail server did not finish within " + timeout.toSeconds() + " s", email);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unfinished("the relay is stopping", email);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Sending an e-mail failed in an unforeseen way", e.getCause());
        } finally {
            sending.cancel(true);
        }
    }

    private SendOutcome handOver(Email email, String id) {
        try {
            server.send(email);
            return new Delivered(id);
        } catch (MailException e) {
            return outcome(e, email, id);
        }
    }

    /** Given up while it was being sent. */
    private static SendOutcome unfinished(String reason, Email email) {
        return email.withdraw() ? new Unconfirmed(reason) : new NotDelivered(reason, false);
    }

    /** What a mail server's error means for the message, and what the administrator can do about it. */
    private static SendOutcome outcome(MailException e, Email email, String id) {
        if (e instanceof MailAuthenticationException) {
            return new NotDelivered(
                    "the mail server refused the login; see SPRING_MAIL_USERNAME and SPRING_MAIL_PASSWORD", true);
        }
        if (e instanceof MailSendException sending
                && sending.getFailedMessages().isEmpty()) {
            return new Delivered(id); // it was accepted, and only the end of the session failed
        }
        return outcome(cause(e), email);
    }

    private static SendOutcome outcome(Throwable cause, Email email) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            Matcher reply = REPLY.matcher(String.valueOf(each.getMessage()));
            if (reply.matches()) {
                return refused(reply.group(), reply.group(1).equals("5"));
            }
        }
        String reason = "the mail server gave no proper answer (" + OneLine.of(root(cause)) + ")";
        return email.isHandedOver() ? new Unconfirmed(reason) : new NotDelivered(reason, false);
    }

    private static NotDelivered refused(String reply, boolean permanent) {
        String remedy = permanent ? "; see that RELAY_MAIL_TO and RELAY_MAIL_FROM are right" : "";
        return new NotDelivered("the mail server refused (" + OneLine.of(reply) + ")" + remedy, permanent);
    }

    /** Spring keeps a single message's failure beside the usual causes. */
    private static Throwable cause(MailException e) {
        return e instanceof MailSendException sending && sending.getMessageExceptions().length > 0
                ? sending.getMessageExceptions()[0]
                : e;
    }

    private static String root(Throwable e) {
        Throwable root = NestedExceptionUtils.getMostSpecificCause(e);
        return root.getClass().getSimpleName() + ": " + root.getMessage();
    }
}
