package io.talel.ops.benchmark;

import java.io.IOException;

/** Somebody with an account. */
final class Person {

    private static final String PASSWORD = "correct horse battery staple";

    private final String credentials;

    private Person(String credentials) {
        this.credentials = credentials;
    }

    static Person signUp(int port, String username) throws IOException {
        String credentials = "\"email\":\"" + username + "@example.org\",\"password\":\"" + PASSWORD + '"';
        try (HttpConnection connection = new HttpConnection(port)) {
            String registration = "{" + credentials + ",\"username\":\"" + username + "\"}";
            connection
                    .exchange(Requests.post("/v1/accounts/register", registration))
                    .expect(201);
        }
        return new Person("{" + credentials + "}");
    }

    /** @return the access token */
    String logIn(HttpConnection connection) throws IOException {
        return connection
                .exchange(Requests.post("/v1/accounts/login", credentials))
                .expect(200)
                .member("access_token");
    }

    /** A connection on which every run begins another session. */
    Operation loggingIn(int port) throws IOException {
        HttpConnection connection = new HttpConnection(port);
        return new Operation() {

            @Override
            public void run() throws IOException {
                logIn(connection);
            }

            @Override
            public void close() throws IOException {
                connection.close();
            }
        };
    }
}
