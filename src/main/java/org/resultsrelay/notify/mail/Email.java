package org.resultsrelay.notify.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;

/** Notices when it is handed over: before that the server surely has not got it. */
class Email extends MimeMessage {

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

    /** From now on it is not handed over any more; true where that has happened already. */
    synchronized boolean withdraw() {
        withdrawn = true;
        return handedOver;
    }
}
