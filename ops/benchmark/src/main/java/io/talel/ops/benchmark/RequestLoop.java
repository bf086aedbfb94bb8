package io.talel.ops.benchmark;

import io.talel.ops.benchmark.http.HttpAnswer;
import io.talel.ops.benchmark.http.HttpConnection;
import io.talel.ops.benchmark.http.Requests;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A connection on which every run sends the next request and expects the same status. */
final class RequestLoop implements Operation {

    private final HttpConnection connection;
    private final Supplier<byte[]> requests;
    private final int status;

    RequestLoop(int port, Supplier<byte[]> requests, int status) throws IOException {
        this.connection = new HttpConnection(port);
        this.requests = requests;
        this.status = status;
    }

    /** Reads some paths in turns. */
    static RequestLoop reading(int port, List<String> paths) throws IOException {
        List<byte[]> requests = paths.stream().map(Requests::get).toList();
        AtomicInteger next = new AtomicInteger();
        return new RequestLoop(port, () -> requests.get(next.getAndIncrement() % requests.size()), 200);
    }

    HttpAnswer answer() throws IOException {
        return connection.exchange(requests.get()).expect(status);
    }

    @Override
    public void run() throws IOException {
        answer();
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
