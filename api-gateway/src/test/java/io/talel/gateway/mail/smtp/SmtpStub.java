package io.talel.gateway.mail.smtp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server with scripted answers. */
public final class SmtpStub implements AutoCloseable {

    /** Instead of an answer: the connection ends. */
    public static final String HANG_UP = "hang up";

    /** Instead of an answer: nothing, until the client hangs up. */
    public static final String SILENCE = "silence";

    private final ServerSocket server;
    private final Map<String, String> answers;
    private final List<String> mails = new CopyOnWriteArrayList<>();

    /** @param answers to commands, by their first word; that behind a mail is the full stop */
    public SmtpStub(Map<String, String> answers) throws IOException {
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.answers = answers;
        Thread.ofVirtual().start(this::accept);
    }

    /** For {@code EMAIL_SERVER}. */
    public String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    /** The way to this server. */
    public MailTransport transport() {
        return new SmtpTransport(SmtpServer.parse(address()), "", "");
    }

    /** What came between DATA and the full stop, whatever was answered to it. */
    public List<String> mails() {
        return mails;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
            OutputStream out = client.getOutputStream();
            boolean goesOn = say(out, "220 ready");
            while (goesOn) {
                String line = in.readLine();
                goesOn = line != null && hear(line.split(" ", 2)[0], in, out);
            }
            // The other end reads that the connection was reset.
            client.setSoLinger(true, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean hear(String command, BufferedReader in, OutputStream out) throws IOException {
        if (!command.equals("DATA")) {
            return answer(command, "250 done", in, out);
        }
        if (!answer(command, "354 go on", in, out)) {
            return false;
        }
        mails.add(mail(in));
        return answer(".", "250 taken", in, out);
    }

    /** @return whether the conversation goes on */
    private boolean answer(String command, String byDefault, BufferedReader in, OutputStream out) throws IOException {
        String answer = answers.getOrDefault(command, byDefault);
        if (answer.equals(SILENCE)) {
            in.readLine();
            return false;
        }
        return !answer.equals(HANG_UP) && say(out, answer);
    }

    private static String mail(BufferedReader in) throws IOException {
        StringBuilder mail = new StringBuilder();
        for (String text = in.readLine(); !text.equals("."); text = in.readLine()) {
            mail.append(text).append('\n');
        }
        return mail.toString();
    }

    private static boolean say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return true;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
