package io.talel.samples.gateway;

import org.springframework.web.bind.annotation.ControllerAdvice;

/** Answers errors in a shape of its own. */
@ControllerAdvice
public class AdviceOfItsOwn {}
