package io.talel.gateway.mail.smtp;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** A connection to a server for one mail, which knows how far it came. */
final class SmtpConnection extends SMTPTransport {

    /**
     * What RFC 3463 has for a recipient who is not there: no such mailbox or domain, no address at all, several persons,
     * moved, takes no mail. Other refusals are about us (relaying, log-in, our own address) or pass (quota), and so may be
     * one without such a code: "550 relay not permitted" looks like "550 no such user".
     */
    private static final Pattern NO_SUCH_ADDRESS = Pattern.compile("^5\\d\\d[ -]5\\.1\\.(?:[12346]|10)\\b");

    private final Runnable handingOver;
    private boolean handedOver;

    SmtpConnection(Session session, Runnable handingOver) {
        super(session, null);
        this.handingOver = handingOver;
    }

    /** Sends the full stop behind the mail, and waits for what the server says to it. */
    @Override
    protected void finishData() throws IOException, MessagingException {
        handedOver = true;
        handingOver.run();
        super.finishData();
    }

    /** What the failure means for the mail. */
    MessagingException meaning(MessagingException failure) {
        if (handedOver) {
            return isAnswer(failure) ? failure : new DeliveryUncertain(failure);
        }
        for (Exception e = failure; e instanceof MessagingException next; e = next.getNextException()) {
            if (e instanceof SMTPAddressFailedException
                    && NO_SUCH_ADDRESS.matcher(String.valueOf(e.getMessage())).find()) {
                return new UnknownRecipient(next);
            }
        }
        return failure;
    }

    /** No code of SMTP stands for a connection that ended. */
    private static boolean isAnswer(MessagingException failure) {
        return failure instanceof SMTPSendFailedException answer && answer.getReturnCode() > 0;
    }
}
