namespace ComposeServer.Cli;

/// <summary>Every reason for which a command fails by itself; what a node or the compiler refuses keeps its own code.</summary>
static class CliErrorCode
{
    /// <summary>An argument or flag is missing or contradicts another.</summary>
    public const string Usage = "USAGE";

    /// <summary>A setting of the server is unknown or has a bad value.</summary>
    public const string InvalidSetting = "INVALID_SETTING";

    /// <summary>A private key is not 64 hexadecimal digits, or no key of its kind.</summary>
    public const string InvalidPrivateKey = "INVALID_PRIVATE_KEY";

    /// <summary>A command that signs got no key.</summary>
    public const string NotAuthenticated = "NOT_AUTHENTICATED";

    /// <summary>A file cannot be read.</summary>
    public const string FileUnreadable = "FILE_UNREADABLE";

    /// <summary>A file cannot be written.</summary>
    public const string FileUnwritable = "FILE_UNWRITABLE";

    /// <summary>A text that should be JSON of some shape is not.</summary>
    public const string InvalidJson = "INVALID_JSON";

    /// <summary>A text that should name a stream does not.</summary>
    public const string InvalidStreamId = "INVALID_STREAM_ID";

    /// <summary>A session is asked for with a member that cannot be used.</summary>
    public const string InvalidSession = "INVALID_SESSION";

    /// <summary>A session would cross the network in the clear.</summary>
    public const string SessionNeedsHttps = "SESSION_NEEDS_HTTPS";

    /// <summary>The node does not answer.</summary>
    public const string NodeUnreachable = "NODE_UNREACHABLE";

    /// <summary>The node refused, without a code of its own.</summary>
    public const string NodeRefused = "NODE_REFUSED";

    /// <summary>The node answered what no node answers.</summary>
    public const string NodeAnswerInvalid = "NODE_ANSWER_INVALID";

    /// <summary>The node does not serve the schema that is asked for.</summary>
    public const string SchemaNotServed = "SCHEMA_NOT_SERVED";

    /// <summary>The node asks to sign something that was not asked for.</summary>
    public const string SigningRefused = "SIGNING_REFUSED";

    /// <summary>A library of the system is missing.</summary>
    public const string NativeLibraryMissing = "NATIVE_LIBRARY_MISSING";

    /// <summary>The private Postgres ended and could not be started again.</summary>
    public const string DatabaseLost = "DATABASE_LOST";

    /// <summary>A fault of this program.</summary>
    public const string Internal = "INTERNAL";
}
