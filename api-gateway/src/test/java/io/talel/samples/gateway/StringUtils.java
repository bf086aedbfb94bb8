package io.talel.samples.gateway;

/** Says nothing by its name. */
public class StringUtils {}
