package dev.kintsugi.lab.experiment;

/// What an episode is played under: an arm, how much the words are garbled, how often things fail. Immutable.
///
/// @param epsilon chance that a word is misspelled, in parts per million
/// @param lambda  factor on every chance of a failure, in parts per million
public record Condition(Arm arm, int epsilon, int lambda) {}
