package io.talel.ops.benchmark;

import io.talel.ops.benchmark.http.HttpConnection;
import io.talel.ops.benchmark.http.Requests;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/** A user who publishes articles on a number of connections. */
final class Author {

    private static final String PASSWORD = "correct horse battery staple";

    /** Shared by all authors, since no two articles may have the same title. */
    private static final AtomicLong ARTICLES = new AtomicLong();

    private final int port;
    private final byte[] logIn;
    private final String accessToken;

    private Author(int port, byte[] logIn, String accessToken) {
        this.port = port;
        this.logIn = logIn;
        this.accessToken = accessToken;
    }

    /** Registers, unless the name is taken, and logs in. */
    static Author signedIn(int port, String username) throws IOException {
        String credentials = "\"email\":\"" + username + "@example.org\",\"password\":\"" + PASSWORD + '"';
        byte[] logIn = Requests.post("/v1/accounts/login", "{" + credentials + "}");
        try (HttpConnection connection = new HttpConnection(port)) {
            connection.exchange(
                    Requests.post("/v1/accounts/register", "{" + credentials + ",\"username\":\"" + username + "\"}"));
            return new Author(
                    port, logIn, connection.exchange(logIn).expect(200).member("access_token"));
        }
    }

    /** An author of an application without accounts; the token is the name. */
    static Author named(int port, String username) {
        return new Author(port, new byte[0], username);
    }

    RequestLoop publishing() throws IOException {
        return new RequestLoop(
                port,
                () -> Requests.post(
                        "/v1/articles",
                        accessToken,
                        Corpus.article(ARTICLES.getAndIncrement()).json()),
                201);
    }

    /** Every run begins another session. */
    RequestLoop loggingIn() throws IOException {
        return new RequestLoop(port, () -> logIn, 200);
    }
}
