package io.talel.gateway.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers that do not end by themselves. They count apart from other connections, and have no deadline. */
public interface EndlessAnswers {

    /** Most of them at once on this node; whoever begins them counts them. */
    int most();

    /** Sends the head of an answer. After that only the writer sends anything. */
    void begin(HttpServletRequest request, HttpServletResponse response, EndlessAnswer.Writer writer)
            throws IOException, ServletException;
}
