using System.Text.Json.Serialization;

namespace ComposeServer.Sync.Backup;

/// <summary>What a backup says of itself.</summary>
/// <param name="Migration">Number of the last migration of its database; a program with fewer cannot restore it.</param>
/// <param name="MadeAt">When it was begun. Whatever had been acknowledged by then is in it.</param>
/// <param name="Position">Position of the last event in it.</param>
/// <param name="ReceiptHash">Hash of the last commit group, in hexadecimal digits.</param>
/// <param name="Database">The mark by which cursors tell databases apart: restore keeps it.</param>
/// <param name="Tables">The sections, in their order: a table stands after those that it refers to.</param>
/// <param name="Sequences">Sequences, with what each gave out last.</param>
public sealed record BackupHeader(
    int Migration,
    DateTimeOffset MadeAt,
    long Position,
    string ReceiptHash,
    string Database,
    IReadOnlyList<BackupTable> Tables,
    IReadOnlyList<BackupSequence> Sequences
);

/// <summary>A table of a backup.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Rows">Rows of its section.</param>
/// <param name="Columns">Names of the columns of its section.</param>
public sealed record BackupTable(string Name, long Rows, IReadOnlyList<string> Columns);

/// <summary>A sequence of a backup.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Last">The last number that was given out; null when none was.</param>
public sealed record BackupSequence(string Name, long? Last);

/// <summary>Serialisers made at compile time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectRequiredConstructorParameters = true
)]
[JsonSerializable(typeof(BackupHeader))]
sealed partial class BackupJson : JsonSerializerContext;
