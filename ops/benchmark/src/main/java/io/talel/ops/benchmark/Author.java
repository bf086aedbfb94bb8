package io.talel.ops.benchmark;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/** Somebody who has logged in and publishes articles, on as many connections as are asked for. */
final class Author {

    private final int port;
    private final String accessToken;
    private final AtomicLong articles = new AtomicLong();

    private Author(int port, String accessToken) {
        this.port = port;
        this.accessToken = accessToken;
    }

    static Author signUp(int port, String username) throws IOException {
        Person person = Person.signUp(port, username);
        try (HttpConnection connection = new HttpConnection(port)) {
            return new Author(port, person.logIn(connection));
        }
    }

    /** A connection on which every run publishes the next article. */
    Publishing publishing() throws IOException {
        return new Publishing(new HttpConnection(port));
    }

    final class Publishing implements Operation {

        private final HttpConnection connection;

        private Publishing(HttpConnection connection) {
            this.connection = connection;
        }

        @Override
        public void run() throws IOException {
            publish();
        }

        /** @return the slug of the article */
        String publish() throws IOException {
            Article article = Corpus.article(articles.getAndIncrement());
            return connection
                    .exchange(Requests.post("/v1/articles", accessToken, article.json()))
                    .expect(201)
                    .member("slug");
        }

        @Override
        public void close() throws IOException {
            connection.close();
        }
    }
}
