package io.talel.ops.benchmark;

import java.io.IOException;
import java.util.List;

/** A connection on which every run reads the next of some paths. */
final class Reading implements Operation {

    private final HttpConnection connection;
    private final List<byte[]> requests;
    private int next;

    Reading(int port, List<String> paths) throws IOException {
        connection = new HttpConnection(port);
        requests = paths.stream().map(Requests::get).toList();
    }

    @Override
    public void run() throws IOException {
        connection.exchange(requests.get(next)).expect(200);
        next = (next + 1) % requests.size();
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
