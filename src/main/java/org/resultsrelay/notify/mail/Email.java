package org.resultsrelay.notify.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;

/** Notices when it is handed over: before that the server surely has not got it. */
class Email extends MimeMessage {

    private boolean handedOver;

    Email(Session session) {
        super(session);
    }

    @Override
    public void writeTo(OutputStream out, String[] withoutHeaders) throws IOException, MessagingException {
        handedOver = true;
        super.writeTo(out, withoutHeaders);
    }

    boolean isHandedOver() {
        return handedOver;
    }
}
