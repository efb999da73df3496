namespace ComposeServer.Streams.Events;

/// <summary>Fills bytes with chance, for example <c>RandomNumberGenerator.Fill</c>; a seeded source makes a run repeatable.</summary>
public delegate void RandomFill(Span<byte> target);
