package io.talel.gateway.mail.delivery;

import io.talel.gateway.auth.credential.Credential;
import io.talel.gateway.auth.credential.Credentials;
import io.talel.gateway.auth.link.LinkPurpose;
import io.talel.gateway.auth.link.LinkTokens;
import io.talel.gateway.bus.Queries;
import io.talel.gateway.mail.queue.QueuedMail;
import io.talel.gateway.mail.smtp.UnknownRecipient;
import io.talel.kernel.user.AccountQuery.FindAccount;
import io.talel.kernel.user.AccountQuery.FindAddress;
import io.talel.kernel.user.AccountView;
import io.talel.kernel.user.Email;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.IDN;
import java.net.URI;
import java.util.Date;
import java.util.Objects;
import java.util.Optional;

/** Composes mails when they are sent: looks up the address and makes the link. */
final class Composer {

    private final Queries queries;
    private final Credentials credentials;
    private final LinkTokens tokens;
    private final URI apiBaseUrl;
    private final InternetAddress sender;

    Composer(Queries queries, Credentials credentials, LinkTokens tokens, URI apiBaseUrl, InternetAddress sender) {
        this.queries = queries;
        this.credentials = credentials;
        this.tokens = tokens;
        this.apiBaseUrl = apiBaseUrl;
        this.sender = sender;
    }

    /**
     * @return empty if the mail is no longer of use
     * @throws UnknownRecipient if no mail can be sent to the address of the user
     */
    Optional<MimeMail> write(QueuedMail mail) throws MessagingException {
        Optional<MailText> text =
                queries.find(new FindAccount(mail.userId()), AccountView.class).flatMap(account -> text(mail, account));
        Optional<Email> email = queries.find(new FindAddress(mail.userId(), mail.addressVersion()), Email.class);
        if (text.isEmpty() || email.isEmpty()) {
            return Optional.empty();
        }
        InternetAddress to = address(email.get());
        return Optional.of(new MimeMail(mail.id(), Date.from(mail.createdAt()), sender, to, text.get()));
    }

    private Optional<MailText> text(QueuedMail mail, AccountView account) {
        boolean current = account.addressVersion() == mail.addressVersion();
        return switch (mail.kind()) {
            case CONFIRM_EMAIL ->
                current && !account.verified()
                        ? Optional.of(MailText.confirmEmail(confirmation(mail, "")))
                        : Optional.empty();
            case CONFIRM_EMAIL_CHANGE ->
                Objects.equals(account.pendingAddressVersion(), mail.addressVersion())
                        ? hashOfPasswordOf(mail).map(hash -> MailText.confirmEmailChange(confirmation(mail, hash)))
                        : Optional.empty();
            case PASSWORD_RESET -> current ? reset(mail).map(MailText::passwordReset) : Optional.empty();
            case EMAIL_CHANGE_REQUESTED -> Optional.of(MailText.emailChangeRequested());
            case PASSWORD_CHANGED -> Optional.of(MailText.passwordChanged());
            case SESSION_REUSED -> Optional.of(MailText.sessionReused());
        };
    }

    /** The stored hash; empty if the password has changed since the request, or if the user is disabled. */
    private Optional<String> hashOfPasswordOf(QueuedMail mail) {
        return credentials
                .find(mail.userId())
                .filter(credential -> credential.passwordGeneration() == mail.passwordGeneration())
                .filter(credential -> !credential.isDisabled())
                .map(Credential::passwordHash);
    }

    /** @param state state that the link is bound to, see {@link LinkTokens#make} */
    private String confirmation(QueuedMail mail, String state) {
        return link("verify", tokens.make(LinkPurpose.CONFIRM_EMAIL, mail.userId(), mail.addressVersion(), state));
    }

    private Optional<String> reset(QueuedMail mail) {
        return credentials
                .passwordHash(mail.userId())
                .map(hash -> tokens.make(LinkPurpose.RESET_PASSWORD, mail.userId(), mail.addressVersion(), hash))
                .map(token -> link("reset", token));
    }

    private String link(String page, String token) {
        return apiBaseUrl + "/v1/accounts/" + page + "/" + token;
    }

    /**
     * Refuses a text that is no address, a group of addresses, and letters of which the mail library would write the low byte
     * only, so that the mail went to another address.
     */
    static InternetAddress address(Email email) throws UnknownRecipient {
        String ascii = withAsciiDomain(email.value());
        try {
            InternetAddress address = new InternetAddress(ascii, true);
            if (ascii.chars().allMatch(c -> c > ' ' && c < 0x7F)
                    && address.getAddress().equals(ascii)
                    && !address.isGroup()) {
                return address;
            }
        } catch (AddressException _) {
            // Dropped, since its message contains the address.
        }
        throw new UnknownRecipient("no mail can be sent to what was given as an address");
    }

    /** The text itself if the domain would become that of somebody else, as {@code straße.de} becomes {@code strasse.de}. */
    private static String withAsciiDomain(String text) {
        int domain = text.lastIndexOf('@') + 1;
        String unicode = text.substring(domain);
        try {
            String ascii = IDN.toASCII(unicode);
            return IDN.toUnicode(ascii).equalsIgnoreCase(unicode) ? text.substring(0, domain) + ascii : text;
        } catch (IllegalArgumentException _) {
            return text;
        }
    }
}
