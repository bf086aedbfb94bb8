package io.talel.ops.console.cli.backup;

import io.talel.ops.backup.outcome.Json;
import io.talel.ops.backup.outcome.Outcome;
import io.talel.ops.backup.outcome.Refused;
import io.talel.ops.backup.outcome.Words;
import io.talel.ops.console.cli.CommandContext;
import io.talel.ops.console.cli.ExitCode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Posts the outcome of every run to {@code BACKUP_WEBHOOK}, once; a failed post does not change the outcome. */
public record BackupWebhook(
        CommandContext context, boolean wanted, @Nullable URI address) {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final int REDIRECTION = 300;

    static BackupWebhook of(CommandContext context) throws IOException {
        String address = context.settings().variables().getOrDefault("BACKUP_WEBHOOK", "");
        return new BackupWebhook(context, !address.isEmpty(), address(address));
    }

    private static @Nullable URI address(String address) {
        try {
            URI uri = URI.create(address);
            return uri.getHost() != null && String.valueOf(uri.getScheme()).matches("https?") ? uri : null;
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    /**
     * @throws Refused if the variable is not an HTTP address; the message does not quote it, since it may hold a secret
     */
    void requireAddress() {
        if (wanted && address == null) {
            throw new Refused("BACKUP_WEBHOOK is not an address like https://example.org/path");
        }
    }

    private record Message(
            String command, Outcome outcome, int exitCode, String message, String operator, String host, Instant at) {}

    /** @param command as typed, without options: backup run */
    void post(String command, RunOutcome outcome) {
        if (address == null) {
            return;
        }
        String body = Json.line(new Message(
                command,
                outcome.outcome(),
                outcome.exitCode(),
                Words.plain(outcome.message()),
                context.operator().name(),
                context.operator().host(),
                context.clock().instant()));
        // Ctrl-C has interrupted the thread of a cancelled run.
        boolean interrupted = Thread.interrupted();
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
            HttpResponse<Void> answer = client.send(
                    HttpRequest.newBuilder(address)
                            .timeout(TIMEOUT)
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.discarding());
            if (answer.statusCode() >= REDIRECTION) {
                complain("answered " + answer.statusCode());
            }
        } catch (IOException e) {
            complain("could not be reached: " + e);
        } catch (InterruptedException _) {
            interrupted = true;
            complain("had not answered when the process was ended");
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void complain(String what) {
        context.complain("BACKUP_WEBHOOK " + what);
    }

    /** Outcome of a run, and a sentence about it. */
    record RunOutcome(Outcome outcome, String message) {
        static RunOutcome of(Exception error) {
            return new RunOutcome(Outcome.of(error), String.valueOf(error.getMessage()));
        }

        int exitCode() {
            return ExitCode.of(outcome);
        }
    }
}
