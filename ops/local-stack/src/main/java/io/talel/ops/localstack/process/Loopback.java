package io.talel.ops.localstack.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

/** The only network address that servers of the local stack listen on. */
public final class Loopback {

    public static final String HOST = "127.0.0.1";

    /** Longest wait for a byte of an answer, in milliseconds. */
    private static final int SILENCE = 2000;

    private static final int LOWEST_FREE = 15_000;

    /** Default of {@code net.ipv4.ip_local_port_range}. */
    private static final int LOWEST_OUTGOING = 32_768;

    private Loopback() {}

    /**
     * The named port, or for 0 one that is free now. Below the ports that Linux gives to outgoing connections, which would
     * take it before the server does.
     */
    public static int portOrFree(int port) {
        return port != 0
                ? port
                : ThreadLocalRandom.current()
                        .ints(LOWEST_FREE, LOWEST_OUTGOING)
                        .filter(Loopback::isFree)
                        .findFirst()
                        .orElseThrow();
    }

    public static boolean isFree(int port) {
        try (ServerSocket _ = listen(port)) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The first line that a server answers to the request; empty while there is no server or no answer. */
    public static String firstLine(int port, String request) {
        try (Socket socket = new Socket(InetAddress.ofLiteral(HOST), port)) {
            socket.setSoTimeout(SILENCE);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String line = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            return "";
        }
    }

    /** The status line that a GET of the path is answered with. */
    public static String httpStatus(int port, String path) {
        return firstLine(
                port, "GET " + path + " HTTP/1.1\r\nHost: " + HOST + ":" + port + "\r\nConnection: close\r\n\r\n");
    }

    private static ServerSocket listen(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.bind(new InetSocketAddress(HOST, port));
        return socket;
    }
}
