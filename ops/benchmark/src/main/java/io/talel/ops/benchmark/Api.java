package io.talel.ops.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** TEMPORARY until the launcher is there. */
record Api(int port, ProcessHandle handle) {
    static Api start(Path directory, Map<String, String> environment) throws IOException {
        int port = free();
        ProcessBuilder b = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.talel.gateway.GatewayApplication")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("api.log").toFile()));
        b.environment().putAll(environment);
        b.environment().put("PORT", "" + port);
        b.environment().put("MANAGEMENT_PORT", "" + free());
        b.environment().put("SECRET_KEY", "0123456789".repeat(10));
        return new Api(port, b.start().toHandle());
    }

    private static int free() throws IOException {
        try (java.net.ServerSocket s = new java.net.ServerSocket(0)) {
            return s.getLocalPort();
        }
    }

    void awaitReady() throws IOException {
        while (true) {
            if (!handle.isAlive()) {
                throw new IOException("API ended");
            }
            try (HttpConnection c = new HttpConnection(port)) {
                c.exchange(Requests.get("/v1/health")).expect(200);
                return;
            } catch (IOException e) {
                try {
                    Thread.sleep(100);
                } catch (InterruptedException x) {
                    throw new IllegalStateException(x);
                }
            }
        }
    }

    void close() {
        handle.destroy();
        handle.onExit().join();
    }
}
