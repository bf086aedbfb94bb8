package io.talel.gateway.e2e;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Takes traces as a collector does: OTLP over HTTP, in Protocol Buffers. */
final class OtlpReceiver implements AutoCloseable {

    /**
     * @param parent empty for the first span of a trace
     * @param attributes their names
     */
    record ReceivedSpan(String trace, String id, String parent, String name, List<String> attributes) {}

    // Numbers of fields in opentelemetry/proto/trace/v1/trace.proto.
    private static final int RESOURCE_SPANS = 1;
    private static final int SCOPE_SPANS = 2;
    private static final int SPANS = 2;
    private static final int TRACE_ID = 1;
    private static final int SPAN_ID = 2;
    private static final int PARENT_SPAN_ID = 4;
    private static final int NAME = 5;
    private static final int ATTRIBUTES = 9;
    private static final int KEY = 1;

    private final List<ReceivedSpan> spans = new CopyOnWriteArrayList<>();
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    /** Answers wait for it. */
    private volatile CountDownLatch answers = new CountDownLatch(0);

    OtlpReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            awaitAnswers();
            received.add(new String(body, StandardCharsets.ISO_8859_1));
            fields(
                    body,
                    RESOURCE_SPANS,
                    resource -> fields(
                            resource, SCOPE_SPANS, scope -> fields(scope, SPANS, span -> spans.add(read(span)))));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.setExecutor(Thread::startVirtualThread);
        server.start();
    }

    /** From now on it takes what comes and does not answer. */
    void hang() {
        answers = new CountDownLatch(1);
    }

    void answer() {
        answers.countDown();
    }

    private void awaitAnswers() {
        try {
            answers.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<ReceivedSpan> spans() {
        return List.copyOf(spans);
    }

    List<ReceivedSpan> named(String name) {
        return spans.stream().filter(span -> span.name().equals(name)).toList();
    }

    /** Everything that came, with unreadable bytes in between. */
    String received() {
        return String.join("", received);
    }

    @Override
    public void close() {
        answer();
        server.stop(0);
    }

    private static ReceivedSpan read(byte[] span) {
        String[] texts = {"", "", "", "", "", ""};
        List<String> attributes = new ArrayList<>();
        fields(span, (number, value) -> {
            switch (number) {
                case TRACE_ID, SPAN_ID, PARENT_SPAN_ID ->
                    texts[number] = HexFormat.of().formatHex(value);
                case NAME -> texts[number] = text(value);
                case ATTRIBUTES -> fields(value, KEY, key -> attributes.add(text(key)));
                default -> {}
            }
        });
        return new ReceivedSpan(texts[TRACE_ID], texts[SPAN_ID], texts[PARENT_SPAN_ID], texts[NAME], attributes);
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private static void fields(byte[] message, int wanted, Consumer<byte[]> taken) {
        fields(message, (number, value) -> {
            if (number == wanted) {
                taken.accept(value);
            }
        });
    }

    /** The fields that have a length, which are those with texts, bytes and messages. */
    private static void fields(byte[] message, BiConsumer<Integer, byte[]> taken) {
        ByteBuffer rest = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        while (rest.hasRemaining()) {
            long tag = varint(rest);
            switch ((int) (tag & 7)) {
                case 0 -> varint(rest);
                case 1 -> rest.getLong();
                case 2 -> {
                    byte[] value = new byte[(int) varint(rest)];
                    rest.get(value);
                    taken.accept((int) (tag >> 3), value);
                }
                case 5 -> rest.getInt();
                default -> throw new IllegalStateException("wire type of tag " + tag);
            }
        }
    }

    private static long varint(ByteBuffer from) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = from.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
