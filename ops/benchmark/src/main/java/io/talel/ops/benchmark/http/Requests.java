package io.talel.ops.benchmark.http;

import java.nio.charset.StandardCharsets;

/** Requests as they go over the wire. */
public final class Requests {

    private Requests() {}

    public static byte[] get(String path) {
        return ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    public static byte[] post(String path, String json) {
        return post(path, "", json);
    }

    public static byte[] post(String path, String accessToken, String json) {
        int length = json.getBytes(StandardCharsets.UTF_8).length;
        String authorisation = accessToken.isEmpty() ? "" : "Authorization: Bearer " + accessToken + "\r\n";
        String head = "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                + authorisation + "Content-Length: " + length + "\r\n\r\n";
        return (head + json).getBytes(StandardCharsets.UTF_8);
    }
}
