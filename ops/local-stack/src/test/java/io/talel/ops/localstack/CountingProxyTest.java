package io.talel.ops.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CountingProxyTest {

    private static final int QUESTION = 100;

    private ServerSocket server;
    private CountingProxy proxy;

    @BeforeEach
    void serve() throws IOException {
        server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        proxy = new CountingProxy(server.getLocalPort());
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        server.close();
    }

    @Test
    void a_question_in_several_parts_and_its_answer_are_one_round_trip() throws IOException {
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
                Socket served = server.accept()) {
            for (int trip = 1; trip <= 3; trip++) {
                for (int part = 0; part < 4; part++) {
                    client.getOutputStream().write(new byte[QUESTION / 4]);
                    read(served.getInputStream(), QUESTION / 4);
                }
                served.getOutputStream().write(new byte[QUESTION]);
                read(client.getInputStream(), QUESTION);

                assertThat(proxy.roundTrips()).isEqualTo(trip);
            }
        }
    }

    private static void read(InputStream in, int bytes) throws IOException {
        assertThat(in.readNBytes(bytes)).hasSize(bytes);
    }
}
