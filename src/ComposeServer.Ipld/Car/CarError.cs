namespace ComposeServer.Ipld.Car;

/// <summary>Why bytes are not a CAR, or not one that is taken.</summary>
/// <param name="Code">One of <see cref="CarErrorCode"/>.</param>
/// <param name="Offset">Where the section begins that is wrong, in bytes from 0.</param>
public readonly record struct CarError(string Code, long Offset)
{
    /// <summary>Text for people.</summary>
    public override string ToString() => $"{Code} at byte {Offset}";
}

/// <summary>Every way in which a CAR can fail. Words are public and never change.</summary>
public static class CarErrorCode
{
    /// <summary>The input ends inside a section, or before the header.</summary>
    public const string Truncated = "CAR_TRUNCATED";

    /// <summary>A section's length is no shortest varint, or zero.</summary>
    public const string Length = "CAR_LENGTH";

    /// <summary>The header is not <c>{ roots: [CID], version: 1 }</c>.</summary>
    public const string Header = "CAR_HEADER";

    /// <summary>The header is of another version.</summary>
    public const string Version = "CAR_VERSION";

    /// <summary>A block does not begin with a CID.</summary>
    public const string Cid = "CAR_CID";

    /// <summary>A block's bytes do not hash to its CID.</summary>
    public const string HashMismatch = "CAR_HASH_MISMATCH";

    /// <summary>A block is named by a hash that cannot be checked here.</summary>
    public const string HashUnknown = "CAR_HASH_UNKNOWN";

    /// <summary>A block beyond <see cref="CarLimits.BlockBytesMax"/>.</summary>
    public const string BlockTooLarge = "CAR_BLOCK_TOO_LARGE";

    /// <summary>A header beyond <see cref="CarLimits.HeaderBytesMax"/>.</summary>
    public const string HeaderTooLarge = "CAR_HEADER_TOO_LARGE";

    /// <summary>More than <see cref="CarLimits.TotalBytesMax"/>.</summary>
    public const string TooLarge = "CAR_TOO_LARGE";

    /// <summary>More blocks than <see cref="CarLimits.BlocksMax"/>.</summary>
    public const string TooManyBlocks = "CAR_TOO_MANY_BLOCKS";
}
