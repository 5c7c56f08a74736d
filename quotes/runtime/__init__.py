"""What a run needs beside the analysis: processes, whole files, the garbage collector."""
