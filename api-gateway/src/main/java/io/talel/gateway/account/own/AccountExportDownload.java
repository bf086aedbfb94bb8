package io.talel.gateway.account.own;

import io.talel.gateway.auth.caller.SignedIn;
import io.talel.gateway.auth.client.Client;
import io.talel.gateway.auth.session.Sessions;
import io.talel.gateway.auth.throttle.Attempt;
import io.talel.gateway.auth.throttle.Throttle;
import io.talel.gateway.auth.throttle.ThrottledAction;
import io.talel.gateway.web.HttpRefusal;
import io.talel.gateway.work.LongRequests;
import io.talel.gateway.work.RevocableOutput;
import io.talel.kernel.user.AccountView;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Service;

/**
 * Sends all data of a person as {@link AccountExportFiles}. The access token is enough: except for removed articles and
 * images, it can read everything here one by one.
 */
@Service
final class AccountExportDownload {

    private static final int MAX_CONCURRENT = 4;

    private final OwnAccount account;
    private final Sessions sessions;
    private final Throttle throttle;
    private final LongRequests turns;
    private final AccountExportFiles files;

    AccountExportDownload(
            OwnAccount account, Sessions sessions, Throttle throttle, Clock clock, AccountExportFiles files) {
        this.account = account;
        this.sessions = sessions;
        this.throttle = throttle;
        this.turns = new LongRequests(clock, MAX_CONCURRENT);
        this.files = files;
    }

    /**
     * @throws HttpRefusal with 429 if the person asks too often or has an export under way, with 503 if too many others have
     */
    void send(SignedIn caller, Client client, HttpServletResponse response) throws IOException {
        try (Attempt attempt =
                        throttle.begin(ThrottledAction.EXPORT, caller.userId().toString(), client);
                LongRequests.Turn turn = turns.begin(caller.userId())) {
            AccountView own = account.show(caller.userId());
            SessionsAnswer open = SessionsAnswer.of(sessions.of(caller.userId()), caller.sessionId());
            response.setContentType("application/zip");
            response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"talelio-export.zip\"");
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            attempt.succeeded();
            files.write(own, open, new RevocableOutput(response.getOutputStream(), turn::isOver));
        } catch (HttpRefusal refusal) {
            throw response.isCommitted() ? new IllegalStateException("An export breaks off", refusal) : refusal;
        }
    }
}
