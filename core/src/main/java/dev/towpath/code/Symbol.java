package dev.towpath.code;

import dev.towpath.code.Finding.Flag;
import java.util.List;

/// What an operand stands for, independent of its index in the constant pool.
///
/// @param bytes its canonical form
/// @param holes the unstable names in it
/// @param next what it reaches
/// @param flags what is to be said of an instruction that has it
record Symbol(byte[] bytes, List<Hole> holes, List<Node> next, List<Flag> flags) {}
