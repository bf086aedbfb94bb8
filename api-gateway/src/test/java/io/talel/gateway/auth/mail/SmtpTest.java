package io.talel.gateway.auth.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.InternetAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A server that takes a mail and then does not say good-bye. */
class SmtpTest {

    @Test
    void a_mail_that_was_taken_is_sent_however_the_connection_ends() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<String> taken = CompletableFuture.supplyAsync(() -> takeAndHangUp(server));
            Smtp smtp = new Smtp(SmtpServer.parse("127.0.0.1:" + server.getLocalPort()), "", "");
            smtp.post("mail", mail());
            assertThat(taken.get(10, TimeUnit.SECONDS)).contains("To: ada@example.org");
        }
    }

    private static WrittenMail mail() throws Exception {
        return new WrittenMail(
                UUID.randomUUID(),
                Date.from(Instant.EPOCH),
                new InternetAddress("mail@example.org"),
                new InternetAddress("ada@example.org"),
                MailText.passwordChanged());
    }

    /** @return what came between DATA and the full stop */
    private static String takeAndHangUp(ServerSocket server) {
        try (Socket socket = server.accept()) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            OutputStream out = socket.getOutputStream();
            StringBuilder mail = new StringBuilder();
            say(out, "220 ready");
            for (String line = in.readLine(); !line.equals("QUIT"); line = in.readLine()) {
                if (line.equals("DATA")) {
                    say(out, "354 go on");
                    for (String text = in.readLine(); !text.equals("."); text = in.readLine()) {
                        mail.append(text).append('\n');
                    }
                }
                say(out, "250 done");
            }
            // The other end reads that the connection was reset.
            socket.setSoLinger(true, 0);
            return mail.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
