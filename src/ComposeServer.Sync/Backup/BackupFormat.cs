namespace ComposeServer.Sync.Backup;

/// <summary>Layout of a backup file, version 1.</summary>
/// <remarks>
/// <code>
/// magic     20 bytes  "ComposeServer-backup"
/// version    4 bytes  big endian
/// length     4 bytes  big endian: of the header
/// header     n bytes  JSON, UTF-8: see BackupHeader
/// body       Brotli stream (RFC 7932) of sections, one for each table of the header, in its order:
///              chunk    4 bytes big endian, its length, then as many bytes; a length of 0 ends the section
///              content  what COPY … (FORMAT binary) gives for the columns that the header names
/// length     8 bytes  big endian: of everything before
/// digest    32 bytes  SHA-256 over everything before
/// end mark   8 bytes  "CSBK-END"
/// </code>
/// Magic, version and header can be read without anything else. A file without its end mark was cut off; one whose digest differs was
/// changed. The tables of the index are not in it: their catalogue is, and they are filled again from the log.
/// </remarks>
static class BackupFormat
{
    public const int Version = 1;

    /// <summary>Bytes of a header at most.</summary>
    public const int HeaderBytesMax = 1 << 20;

    /// <summary>Bytes of a chunk at most.</summary>
    public const int ChunkBytesMax = 1 << 16;

    /// <summary>Bytes after the body: length, digest, end mark.</summary>
    public const int TrailerBytes = 8 + 32 + 8;

    public static ReadOnlySpan<byte> Magic => "ComposeServer-backup"u8;

    public static ReadOnlySpan<byte> EndMark => "CSBK-END"u8;
}
