package io.talel.ops.console.cli.doctor;

import io.talel.ops.backup.store.RedisAddress;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * Memory limit of Redis and its policy at that limit, read by {@code INFO}. {@code CONFIG GET} tells the same, but
 * hosted Redis refuses it.
 *
 * @param limit in bytes; 0 for none
 */
record RedisMemory(long limit, String policy) {

    private static final String KEEPS_EVERYTHING = "noeviction";
    private static final int TIMEOUT_MILLIS = 2_000;
    private static final int LONGEST_ANSWER = 1 << 16;

    /** @throws IOException if Redis cannot be reached or does not answer; includes its error message */
    static RedisMemory of(RedisAddress redis) throws IOException {
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(redis.host(), redis.port()), TIMEOUT_MILLIS);
            plain.setSoTimeout(TIMEOUT_MILLIS);
            Socket socket = redis.tls() ? secured(plain, redis) : plain;
            InputStream in = new BufferedInputStream(socket.getInputStream());
            if (!redis.password().isEmpty()) {
                send(
                        socket,
                        redis.user().isEmpty()
                                ? List.of("AUTH", redis.password())
                                : List.of("AUTH", redis.user(), redis.password()));
                String answer = line(in);
                if (!answer.equals("+OK")) {
                    throw new IOException(answer.substring(1));
                }
            }
            send(socket, List.of("INFO", "memory"));
            return parse(answer(in));
        }
    }

    private static Socket secured(Socket plain, RedisAddress redis) throws IOException {
        SSLSocketFactory factory = redis.certificate().isEmpty()
                ? (SSLSocketFactory) SSLSocketFactory.getDefault()
                : trusting(Path.of(redis.certificate()));
        SSLSocket socket = (SSLSocket) factory.createSocket(plain, redis.host(), redis.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        return socket;
    }

    /** Trusts these certificates alone, as nodes do. */
    private static SSLSocketFactory trusting(Path certificates) throws IOException {
        try (InputStream file = Files.newInputStream(certificates)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(file)) {
                store.setCertificateEntry(String.valueOf(store.size()), each);
            }
            TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trusted.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trusted.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (NoSuchFileException e) {
            throw new IOException("the certificate " + certificates + " is missing", e);
        } catch (GeneralSecurityException e) {
            throw new IOException(certificates + " cannot be used as a certificate", e);
        }
    }

    /** Sends words with their lengths, since a password may contain any character. */
    private static void send(Socket socket, List<String> words) throws IOException {
        StringBuilder command = new StringBuilder("*" + words.size() + "\r\n");
        for (String word : words) {
            command.append('$')
                    .append(word.getBytes(StandardCharsets.UTF_8).length)
                    .append("\r\n")
                    .append(word)
                    .append("\r\n");
        }
        socket.getOutputStream().write(command.toString().getBytes(StandardCharsets.UTF_8));
    }

    boolean evicts() {
        return limit > 0 && !policy.equals(KEEPS_EVERYTHING);
    }

    private static String answer(InputStream in) throws IOException {
        String first = line(in);
        if (!first.startsWith("$")) {
            throw new IOException(first.startsWith("-") ? first.substring(1) : "it is not Redis");
        }
        int length = Integer.parseInt(first.substring(1));
        return new String(in.readNBytes(Math.min(length, LONGEST_ANSWER)), StandardCharsets.UTF_8);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\r'; next = in.read()) {
            if (next < 0 || line.length() == LONGEST_ANSWER) {
                throw new EOFException("it is not Redis");
            }
            line.append((char) next);
        }
        in.read();
        return line.toString();
    }

    private static RedisMemory parse(String info) throws IOException {
        Map<String, String> values = info.lines()
                .filter(line -> line.contains(":"))
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.indexOf(':')),
                        line -> line.substring(line.indexOf(':') + 1),
                        (first, _) -> first));
        String limit = values.get("maxmemory");
        String policy = values.get("maxmemory_policy");
        if (limit == null || policy == null) {
            throw new IOException("its INFO lacks the limit");
        }
        return new RedisMemory(Long.parseLong(limit), policy);
    }
}
