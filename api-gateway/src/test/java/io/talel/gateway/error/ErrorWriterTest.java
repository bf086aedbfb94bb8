package io.talel.gateway.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

class ErrorWriterTest {

    private final ErrorWriter writer = new ErrorWriter(JsonMapper.builder().build());

    @Test
    void the_envelope_is_the_rule() throws IOException {
        MockHttpServletResponse response = write(null);
        assertThat(response.getStatus()).isEqualTo(404);
        assertThat(response.getContentType()).isEqualTo("application/json");
        assertThat(response.getContentAsString())
                .isEqualTo("{\"error\":{\"status\":404,\"type\":\"Not Found\",\"message\":\"Not found\"}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/problem+json",
                "APPLICATION/Problem+JSON",
                "application/problem+json, application/json",
                "application/json;q=0.5, application/problem+json;q=0.6"
            })
    void a_client_that_accepts_problem_details_gets_them(String accept) throws IOException {
        MockHttpServletResponse response = write(accept);
        assertThat(response.getContentType()).isEqualTo("application/problem+json");
        assertThat(response.getContentAsString())
                .isEqualTo(
                        "{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404,\"detail\":\"Not found\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*/*",
                "application/*",
                "application/json",
                "application/problem+json;q=0",
                "application/json, application/problem+json",
                "application/json, application/problem+json;q=0.9",
                "application/problem+json, ; nonsense"
            })
    void a_wildcard_or_a_lesser_wish_or_nonsense_gets_the_envelope(String accept) throws IOException {
        assertThat(write(accept).getContentType()).isEqualTo("application/json");
    }

    @ParameterizedTest
    @CsvSource({
        "500, Something went wrong on our side",
        "501, Not Implemented",
        "505, HTTP Version not supported",
        "417, Expectation Failed"
    })
    void a_status_of_tomcat_has_its_phrase(int status, String message) throws IOException {
        MockHttpServletResponse response = new MockHttpServletResponse();
        writer.write(status, new MockHttpServletRequest(), response);
        assertThat(response.getContentAsString()).contains("\"message\":\"" + message + "\"");
    }

    private MockHttpServletResponse write(String accept) throws IOException {
        MockHttpServletRequest request = new MockHttpServletRequest();
        if (accept != null) {
            request.addHeader("Accept", accept);
        }
        MockHttpServletResponse response = new MockHttpServletResponse();
        writer.write(404, request, response);
        return response;
    }
}
