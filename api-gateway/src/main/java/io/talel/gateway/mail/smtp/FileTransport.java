package io.talel.gateway.mail.smtp;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes mails to a directory instead of sending them, one file each, readable by the system's user only. */
record FileTransport(Path directory) implements MailTransport {

    @Override
    public void post(String name, MimeMessage mail, Runnable handingOver) throws MessagingException, IOException {
        Files.createDirectories(directory);
        Path whole = Files.createTempFile(directory, ".", ".tmp");
        try {
            try (OutputStream out = Files.newOutputStream(whole)) {
                mail.writeTo(out);
            }
            Files.move(whole, directory.resolve(name + ".eml"), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    @Override
    public String description() {
        return directory.toString();
    }
}
