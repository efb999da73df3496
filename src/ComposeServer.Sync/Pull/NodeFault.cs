using System.Diagnostics.CodeAnalysis;

namespace ComposeServer.Sync.Pull;

/// <summary>A node did not give what it was asked for.</summary>
[SuppressMessage("Roslynator", "RCS1194", Justification = "Without a code nobody can act on it.")]
public sealed class NodeFault : Exception
{
    /// <param name="code">One of <see cref="NodeFaultCode"/>.</param>
    /// <param name="message">For people; names the address.</param>
    /// <param name="cause">What it came of.</param>
    public NodeFault(string code, string message, Exception? cause = null)
        : base(message, cause) => Code = code;

    /// <summary>Stable word.</summary>
    public string Code { get; }
}

/// <summary>Why a node did not give what it was asked for.</summary>
public static class NodeFaultCode
{
    /// <summary>It cannot be reached, or the connection broke.</summary>
    public const string Unreachable = "NODE_UNREACHABLE";

    /// <summary>It gave no whole answer in time.</summary>
    public const string TimedOut = "NODE_TIMED_OUT";

    /// <summary>It answered that it will not or cannot.</summary>
    public const string Refused = "NODE_REFUSED";

    /// <summary>It answered what no node answers.</summary>
    public const string AnswerInvalid = "NODE_ANSWER_INVALID";

    /// <summary>An answer is larger than <see cref="PullOptions.AnswerBytesMax"/>.</summary>
    public const string AnswerTooLarge = "NODE_ANSWER_TOO_LARGE";

    /// <summary>It named another address, which nobody follows: the node is the one that was named.</summary>
    public const string Redirected = "NODE_REDIRECTED";

    /// <summary>Its pages go in a circle, or there are more than <see cref="PullOptions.PagesMax"/>.</summary>
    public const string PagesEndless = "NODE_PAGES_ENDLESS";

    /// <summary>Without an administrator's key it cannot be asked what it has.</summary>
    public const string NothingNamed = "NODE_NOTHING_NAMED";
}
