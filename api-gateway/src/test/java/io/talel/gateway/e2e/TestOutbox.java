package io.talel.gateway.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The outbox of nodes without a mail server. */
record TestOutbox(Path dataDirectory) {

    /** Outbox of all nodes without another setting. */
    static final TestOutbox SHARED = temporary();

    static TestOutbox temporary() {
        try {
            Path directory = Files.createTempDirectory("talelio-e2e-");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> deleteAll(directory)));
            return new TestOutbox(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The mails to an address, the first one first. */
    List<Mail> mailsTo(String email) {
        Path outbox = dataDirectory.resolve("outbox");
        if (!Files.exists(outbox)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(outbox)) {
            return files.filter(file -> file.toString().endsWith(".eml"))
                    .sorted()
                    .map(TestOutbox::read)
                    .filter(mail -> mail.to().equals(email))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first mail to an address with this subject, once it is there. */
    Mail await(String email, String subject) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> mailsTo(email).stream()
                                .filter(mail -> mail.subject().equals(subject))
                                .toList(),
                        mails -> !mails.isEmpty())
                .getFirst();
    }

    void awaitCount(String email, int mails) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> mailsTo(email).size() == mails);
    }

    private static Mail read(Path file) {
        try (InputStream eml = Files.newInputStream(file)) {
            return Mail.read(eml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void deleteAll(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
