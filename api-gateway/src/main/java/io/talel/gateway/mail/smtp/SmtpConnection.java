package io.talel.gateway.mail.smtp;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** A connection to a server for one mail; it records its progress. */
final class SmtpConnection extends SMTPTransport {

    /**
     * Codes of RFC 3463 for an unknown recipient: no such mailbox or domain, a bad or ambiguous address, moved, accepts no
     * mail. Other refusals concern us (relaying, log-in, our own address) or pass (quota). A refusal without such a code may be
     * either: "550 relay not permitted" looks like "550 no such user".
     */
    private static final Pattern NO_SUCH_ADDRESS = Pattern.compile("^5\\d\\d[ -]5\\.1\\.(?:[12346]|10)\\b");

    private final Runnable handingOver;
    private boolean handedOver;

    SmtpConnection(Session session, Runnable handingOver) {
        super(session, null);
        this.handingOver = handingOver;
    }

    /** Sends the final full stop and waits for the answer. */
    @Override
    protected void finishData() throws IOException, MessagingException {
        handedOver = true;
        handingOver.run();
        super.finishData();
    }

    /** Classifies the failure. */
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

    /** Stands for a connection that ended; no code of SMTP. */
    private static boolean isAnswer(MessagingException failure) {
        return failure instanceof SMTPSendFailedException answer && answer.getReturnCode() > 0;
    }
}
