// expect: 2 class Elsewhere is public, should be declared in a file named Elsewhere.java
public final class Elsewhere {} 
